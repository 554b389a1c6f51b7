import numpy as np
import pytest

from infoview_analytics.charts._placing import Boxes, boxes_around, inside, spread, within


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([0, 50], [0, 50]),
        ([10, 10], [15, 5]),
        ([10, 12], [6, 16]),
        ([30, 0, 30], [35, 0, 25]),
    ],
)
def test_places_move_as_little_as_keeps_them_apart(places, moved):
    assert spread(places, apart=10).tolist() == moved


def test_many_places_end_apart_and_in_their_order():
    places = np.random.default_rng(3).uniform(0, 50, 9)
    moved = spread(places, apart=10)
    order = np.argsort(places)
    assert (np.diff(moved[order]) >= 10 - 1e-9).all()


def test_a_box_is_free_until_one_that_it_covers_is_taken():
    boxes = Boxes()
    wanted = boxes_around(np.array([[0.0, 0.0], [9.0, 0.0]]), np.array([4.0, 2.0]))
    assert boxes.are_free(wanted).all()
    boxes.take(np.array([[1.0, -1.0, 3.0, 1.0]]))
    assert boxes.are_free(wanted).tolist() == [False, True]


def test_boxes_that_only_touch_are_free():
    boxes = Boxes()
    boxes.take(np.array([[0, 0, 1, 1]]))
    assert boxes.are_free(np.array([[1, 0, 2, 1]])).all()


def test_points_are_counted_in_each_box():
    points = np.array([[0, 0], [1, 1], [5, 5]])
    assert inside(points, np.array([[-1, -1, 2, 2], [4, 4, 6, 6]])).tolist() == [2, 1]


def test_a_box_lies_within_the_page_only_as_a_whole():
    boxes = np.array([[0, 0, 10, 10], [-1, 0, 5, 5], [0, 0, 5, 11]])
    assert within(boxes, (10, 10)).tolist() == [True, False, False]
