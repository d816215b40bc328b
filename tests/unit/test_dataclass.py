"""The house's dataclass, held against that of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, replace
from typing import Any

import pytest

from baspa.dataclass import dataclass

EQUAL, UNEQUAL = (1, 2), (1, 3)


def point(decorate: Callable[..., Any], **options: Any) -> Any:
    """Return a class of points, made by a decorator."""

    @decorate(slots=True, **options)
    class Point:
        """Where something is."""

        x: int
        y: int = 2
        marks: list[str] = field(default_factory=list, compare=False)
        note: str = field(default="none", repr=False, compare=False)

    return Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What every shape has."""

    name: str = field(default="shape", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle(Shape):
    """A shape with a field of its own, which has no default."""

    radius: float


@dataclass(slots=True)
class Sum:
    """Numbers, and what they come to."""

    numbers: tuple[int, ...]
    total: int = field(init=False)

    def __post_init__(self) -> None:
        self.total = sum(self.numbers)


@pytest.mark.parametrize("options", [{}, {"frozen": True}, {"frozen": True, "order": True}])
def test_objects_are_those_of_the_standard_library(options: dict[str, bool]) -> None:
    ours, theirs = point(dataclass, **options), point(dataclasses.dataclass, **options)
    for arguments in ([1], [1, 5], [1, 5, ["a"]], [1, 5, ["a"], "b"]):
        one, other = ours(*arguments), theirs(*arguments)
        assert repr(one) == repr(other)
        assert dataclasses.asdict(one) == dataclasses.asdict(other)
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__
    assert (ours.__hash__ is None) == (theirs.__hash__ is None)


def test_what_is_missing_or_unknown_is_an_error() -> None:
    for arguments, named in (((), {}), ((1,), {"z": 1}), ((1, 2, [], "", 5), {})):
        with pytest.raises(TypeError, match="__init__"):
            point(dataclass)(*arguments, **named)


def test_objects_are_equal_if_all_compared_fields_are() -> None:
    kind = point(dataclass, frozen=True)
    assert kind(*EQUAL) == kind(*EQUAL, ["mark"], "note")
    assert hash(kind(*EQUAL)) == hash(kind(*EQUAL, ["mark"], "note"))
    assert kind(*EQUAL) != kind(*UNEQUAL)
    assert kind(*EQUAL) != point(dataclass, frozen=True)(*EQUAL), "another class"
    assert Circle(radius=1) == Circle(radius=1, name="other")


def test_objects_are_ordered_where_it_is_asked_for() -> None:
    kind = point(dataclass, frozen=True, order=True)
    assert sorted([kind(2, 1), kind(1, 3), kind(1, 2)]) == [kind(1, 2), kind(1, 3), kind(2, 1)]
    assert kind(*EQUAL) <= kind(*EQUAL)
    with pytest.raises(TypeError):
        sorted([Circle(radius=2), Circle(radius=1)])


def test_without_comparison_an_object_is_equal_to_itself_alone() -> None:
    kind = point(dataclass, frozen=True, eq=False)
    one = kind(1)
    assert one == one and one != kind(1) and len({one, kind(1)}) == 2


def test_a_value_is_made_anew_for_each_object() -> None:
    kind = point(dataclass)
    one, other = kind(1), kind(1)
    one.marks.append("a")
    assert other.marks == []


def test_frozen_objects_cannot_be_changed() -> None:
    circle = Circle(radius=1.0)
    for change in (lambda: setattr(circle, "radius", 2.0), lambda: delattr(circle, "name")):
        with pytest.raises(FrozenInstanceError):
            change()
    assert replace(circle, radius=2.0) == Circle(radius=2.0)


def test_named_arguments_of_a_base_come_before_those_of_a_class() -> None:
    assert repr(Circle(radius=1.0)) == "Circle(name='shape', radius=1.0)"
    with pytest.raises(TypeError):
        Circle(1.0)  # type: ignore[misc]


def test_what_is_to_be_done_after_the_fields_are_set_is_done() -> None:
    assert Sum((1, 2, 3)).total == 6


def test_objects_come_back_from_a_pickle() -> None:
    moon = Circle(radius=3.0, name="moon")
    for known in (pickle.loads(pickle.dumps(moon)), copy.deepcopy(moon)):
        assert (known.radius, known.name, hash(known)) == (3.0, "moon", hash(moon))


def test_methods_of_a_class_stay() -> None:
    @dataclass(frozen=True, slots=True)
    class Named:
        name: str

        def __repr__(self) -> str:
            return self.name

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    assert (repr(Named("a")), Named("a") == Named("b"), hash(Named("a"))) == ("a", True, 7)
