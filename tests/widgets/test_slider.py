import pytest
from traitlets import TraitError

from infoview_analytics.widgets._slider import Slider


def test_only_an_option_can_be_chosen():
    slider = Slider("Day")
    slider.options = [("one", 0), ("two", 1)]
    slider.index = 1
    with pytest.raises(TraitError, match="Use one from 0 to 1"):
        slider.index = 2
    assert slider.index == 1
