import subprocess
import sys

WITHOUT_IPYWIDGETS = """
import sys
sys.modules["ipywidgets"] = None
import infoview_analytics as iv
iv.weekly_goal
try:
    iv.GoalBoard
except iv.InfoviewError as error:
    print(error)
"""


def test_without_ipywidgets_the_rest_works_and_a_board_names_the_extra():
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_IPYWIDGETS], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == (
        "The boards need ipywidgets. Install it with: pip install 'infoview-analytics[lab]'"
    )
