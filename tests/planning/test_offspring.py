import json
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_analytics.errors import OptionError, PriorError
from infoview_analytics.planning.offspring import (
    alive,
    binomial_law,
    extinction_probability,
    fit_negative_binomial,
    generations_ahead,
    negative_binomial_law,
    offspring_law,
    with_mean,
)
from infoview_analytics.planning.reproduction import reproduction

CHANCES = st.floats(0, 1)


@pytest.fixture
def published(real):
    return json.loads((real / "published-examples.json").read_text(encoding="utf-8"))


def test_three_names_at_a_half_die_out_with_root_five_minus_two():
    # definitions.md, from q being the cube of the mean of 1 and q
    assert extinction_probability(binomial_law(3, 0.5)) == pytest.approx(sqrt(5) - 2, abs=1e-12)


def test_with_three_names_the_chain_goes_on_only_above_one_in_three():
    assert extinction_probability(binomial_law(3, 1 / 3)) == 1
    assert extinction_probability(binomial_law(3, 0.334)) < 1
    assert extinction_probability(binomial_law(2, 1 / 2)) == 1
    assert extinction_probability(binomial_law(2, 0.51)) < 1


def test_two_names_die_out_as_the_quadratic_says():
    # q = (1 - p + pq)^2 has the roots 1 and ((1 - p) / p)^2
    assert extinction_probability(binomial_law(2, 0.8)) == pytest.approx(0.0625, abs=1e-12)


def test_the_published_binomial_laws_are_met(published):
    # published-examples.json, binomial_offspring (R 4.2)
    for case in published["binomial_offspring"]:
        law = binomial_law(case["asks"], case["q"])
        assert law.mean == pytest.approx(case["mean"])
        ahead = alive(law, generations=len(case["p_alive_gen"]))
        np.testing.assert_allclose(ahead, case["p_alive_gen"], rtol=0, atol=1e-9)
        if case["mean"] != pytest.approx(1):  # at 1 it hangs on the last digit of a third
            dies = extinction_probability(law)
            assert dies == pytest.approx(case["extinction"], abs=1e-9)


def test_the_published_negative_binomial_laws_are_met(published):
    # published-examples.json, superspreading_snapshots (epiverse-trace/superspreading; R here).
    # Control of the population thins the law and keeps its size; that of single people, which
    # a campaign has nothing of, is left out.
    rows = [r for r in published["superspreading_snapshots"]["rows"] if "ind_control" not in r]
    for row in rows:
        mean = row["R"] * (1 - row.get("pop_control", 0))
        law = with_mean(negative_binomial_law(row["R"], float(row["k"])), mean)
        dies = extinction_probability(law, leads=row["a"])
        expected = 1 - row["R_here"] if row["what"].startswith("epidemic") else row["R_here"]
        assert dies == pytest.approx(expected, abs=1e-6)
    assert len(rows) >= 7


def test_the_published_ebola_fit_is_met(published):
    # conakry_ebola: 152 cases, Althaus 2015 (superspreading's vignette, R's fitdistr)
    case = published["conakry_ebola"]
    law = fit_negative_binomial(case["data"])
    assert law.size == pytest.approx(case["nb_k"], abs=1e-6)
    assert law.mean == pytest.approx(case["nb_mean"], abs=1e-6)


def test_the_published_advisers_die_out_as_a_poisson_law_says(real):
    # advice_network answers-r.json: mean 2.288, extinction_poisson
    case = json.loads((real / "advice_network" / "answers-r.json").read_text())["offspring"]
    law = negative_binomial_law(case["mean"], np.inf)
    assert extinction_probability(law) == pytest.approx(case["extinction_poisson"], abs=1e-9)


def test_counts_that_vary_no_more_than_by_chance_have_a_poisson_law():
    law = fit_negative_binomial([1, 1, 2, 0, 1])
    assert (law.name, law.mean) == ("Poisson", 1.0)


def test_the_law_knows_its_variance():
    assert binomial_law(3, 0.2).variance == pytest.approx(3 * 0.2 * 0.8)
    assert negative_binomial_law(1.5, 0.5).variance == pytest.approx(1.5 + 1.5**2 / 0.5)


def test_a_chain_in_which_each_always_leads_to_one_never_ends():
    assert extinction_probability(binomial_law(1, 1)) == 0
    assert alive(binomial_law(1, 1), generations=3).tolist() == [1, 1, 1]


def test_several_leads_must_all_die_out():
    law = binomial_law(3, 0.5)
    one = extinction_probability(law)
    assert extinction_probability(law, leads=4) == pytest.approx(one**4)
    assert alive(law, generations=2, leads=3)[1] == pytest.approx(
        1 - (1 - alive(law, generations=2)[1]) ** 3
    )


@given(chance=CHANCES, names=st.integers(1, 9))
def test_the_chance_to_die_out_is_where_the_generations_go(chance, names):
    law = binomial_law(names, chance)
    dies, ahead = extinction_probability(law), alive(law, generations=50)
    assert 0 <= dies <= 1
    assert (np.diff(ahead) <= 1e-12).all()
    assert ahead[-1] >= 1 - dies - 1e-9


@given(mean=st.floats(1.05, 20), size=st.floats(0.05, 50))
def test_the_chance_to_die_out_is_a_root_of_the_law(mean, size):
    law = negative_binomial_law(mean, size)
    dies = extinction_probability(law)
    assert (1 + mean * (1 - dies) / size) ** -size == pytest.approx(dies, abs=1e-9)
    assert dies < 1


@pytest.mark.parametrize(("names", "chance"), [(0, 0.5), (3, 1.2), (3, -0.1)])
def test_what_cannot_be_is_refused_with_a_remedy(names, chance):
    with pytest.raises(PriorError, match=r"one in four as 0\.25"):
        binomial_law(names, chance)


@pytest.mark.parametrize(("mean", "size"), [(-1, 1), (1, 0), (np.nan, 1)])
def test_a_law_of_nothing_is_refused_with_a_remedy(mean, size):
    with pytest.raises(PriorError, match="size above 0"):
        negative_binomial_law(mean, size)


def test_the_fitted_laws_mean_is_r(chain_campaign):
    records, as_of = chain_campaign(names=(0, 1, 1, 2, 2, 1, 2, 0, 1, 2), met_of=3)
    row = offspring_law(records, as_of=as_of).iloc[0]
    r = reproduction(records, as_of=as_of).loc["r", "estimate"]
    assert row["law"] == "binomial"
    assert row["mean"] == pytest.approx(r)
    assert row["chance"] * row["size"] == pytest.approx(r)
    assert row["extinction_low"] <= row["extinction"] <= row["extinction_high"]


def test_one_generous_person_makes_the_law_negative_binomial(chain_campaign):
    records, as_of = chain_campaign(names=(0, 0, 0, 0, 0, 0, 0, 0, 1, 12), met_of=2)
    row = offspring_law(records, as_of=as_of).iloc[0]
    assert row["law"] == "negative binomial"
    assert row["variance"] > row["mean"]
    assert np.isnan(row["chance"])


def test_without_an_r_there_is_no_law_and_no_generation(chain_campaign):
    records, as_of = chain_campaign(names=(1, 1), met_of=2)
    assert offspring_law(records, as_of=as_of).empty
    assert generations_ahead(records, as_of=as_of).empty


def test_the_generations_ahead_are_those_of_the_law(chain_campaign):
    records, as_of = chain_campaign(names=(0, 1, 1, 2, 2, 1, 2, 0, 1, 2), met_of=3)
    row = offspring_law(records, as_of=as_of).iloc[0]
    table = generations_ahead(records, as_of=as_of, generations=4)
    expected = alive(binomial_law(int(row["size"]), row["chance"]), generations=4)
    np.testing.assert_allclose(table["alive"], expected)
    assert table.index.tolist() == [1, 2, 3, 4]
    assert (table["alive_in_hand"] >= table["alive"] * 0).all()


def test_where_nobody_was_asked_there_is_no_law_and_no_generation(chain_campaign):
    records, as_of = chain_campaign(names=(1,) * 10, met_of=2, leads=10)
    assert reproduction(records, as_of=as_of).loc["r", "estimate"] == 0
    assert offspring_law(records, as_of=as_of).empty
    assert generations_ahead(records, as_of=as_of).empty


def test_no_generation_and_fewer_than_no_leads_are_refused(chain_campaign):
    records, as_of = chain_campaign(names=(1, 1), met_of=2)
    law = binomial_law(3, 0.5)
    for refused in (
        lambda: alive(law, generations=0),
        lambda: alive(law, generations=1, leads=-1),
        lambda: extinction_probability(law, leads=-1),
        lambda: generations_ahead(records, as_of=as_of, generations=0),
    ):
        with pytest.raises(OptionError, match=r"cannot be .* or more"):
            refused()


@pytest.mark.parametrize("counts", [[], [1, -1]])
def test_there_is_no_law_of_no_counts(counts):
    with pytest.raises(OptionError, match="Give one count at least"):
        fit_negative_binomial(counts)


def test_a_chain_that_starts_from_nobody_is_dead_already():
    assert extinction_probability(binomial_law(3, 0.9), leads=0) == 1
