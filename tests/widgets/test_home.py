import pytest
from traitlets import TraitError

import infoview_analytics as iv
from infoview_analytics.widgets.home import TABS, HomeState

AS_OF = "2026-04-01"

pytestmark = pytest.mark.filterwarnings(  # of ipywidgets 8.1.0, about itself
    "ignore:Deprecated in traitlets 4.1:DeprecationWarning"
)
DUE = (
    "interview_id,person,requested_on,responded_on,response,interview_on\n"
    "I1,Ana Silva,2026-03-02,,,\n"
    "I2,Bo Lee,2026-03-09,2026-03-10,accepted,2026-03-20\n"
    "I3,Cy Dee,2026-03-30,2026-03-31,accepted,2026-04-03\n"
)


@pytest.fixture
def home(written):
    return iv.Home(written(DUE), as_of=AS_OF)


def test_the_week_and_what_is_due_stand_on_top(written):
    words = HomeState(written(DUE), as_of=AS_OF).words
    assert words.startswith("The goal was met in ")
    assert "Your next conversation is with Cy Dee on 3 April 2026." in words
    assert "1 request without an answer, 1 of them for more than 14 days." in words
    assert "things overdue" in words
    assert "Thank Bo Lee" in words
    assert "Still to thank" not in words


def test_rows_set_aside_are_told(written):
    words = HomeState(written(DUE.replace("2026-03-30", "soon")), as_of=AS_OF).words
    assert "1 row with errors was set aside" in words


def test_an_empty_campaign_says_where_to_begin_and_every_tab_opens(written):
    home = iv.Home(written(DUE.splitlines()[0] + "\n", referrals=NOBODY), as_of=AS_OF)
    assert home.week.words.startswith("Nothing is written down yet.")
    for name in TABS:
        home.state.shown = name
    assert list(home.views) == list(TABS)


def test_a_tab_is_made_when_it_is_first_shown(home):
    assert list(home.views) == ["Week"]
    home.tabs.selected_index = 2
    assert home.state.shown == "Write down"
    assert list(home.views) == ["Week", "Write down"]
    assert home.tabs.children[2].children == (home.views["Write down"],)


def test_what_is_written_down_in_one_tab_is_known_in_all(home):
    home.state.shown = "Network"
    home.state.shown = "Write down"
    forms = home.views["Write down"].state
    forms.values = {"person": "Eva Orr"}
    forms.save()
    assert "2 requests without an answer" in home.week.words
    home.state.shown = "Network"
    assert "Eva Orr" in home.views["Network"].people.index
    for name in TABS:
        home.state.shown = name
        assert home.views[name].state.campaign is forms.campaign


def test_a_correction_is_known_in_all(home):
    home.state.shown = "Correct"
    editor = home.views["Correct"].state
    editor.edit(2, "person", "Anna Silva")
    editor.save()
    assert "Anna Silva" in home.state.campaign.interviews["person"].tolist()


def test_a_tab_that_is_none_is_refused(home):
    with pytest.raises(TraitError):
        home.state.shown = "Elsewhere"


NOBODY = "referral_id,from_person,to_person,referred_on\n"


def test_how_the_goal_stands_is_not_said_twice(home):
    board = home.views["Week"]
    assert board.told.layout.display == "none"
    board.state.interviews = 2
    assert board.told.layout.display == ""
