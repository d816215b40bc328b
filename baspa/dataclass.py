"""The dataclass of the house: that of the standard library, but sooner defined.

The standard library writes up to six methods for each class and compiles them one by one when the
class is defined; for two hundred classes that is a third of the time in which a build starts. Here
classes share their methods, except for `__init__`: that is compiled when the first object is made.
A frozen object is pickled as the tuple of its values, since a build keeps and finds again tens of
thousands; the standard library looks their fields up one by one, for each object anew.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

_UNSET = object()
"""Stands for an argument that was not given and whose value is made anew for each object."""
_ORDER = (operator.lt, operator.le, operator.gt, operator.ge)
_Values: TypeAlias = Callable[[Any], tuple[Any, ...]]

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, slots, frozen=False, kw_only=False, eq=True, order=False):
        """Do as `dataclasses.dataclass` with the same arguments; there are always slots."""
        assert slots, "a class without slots is for dataclasses.dataclass"
        return partial(_defined, frozen=frozen, kw_only=kw_only, eq=eq, order=order)


def _defined(cls: Any, *, frozen: bool, kw_only: bool, eq: bool, order: bool) -> Any:
    """Return the class with its slots and methods; its own methods stay."""
    own = {name for name, value in vars(cls).items() if value is not None}
    cls.__doc__ = cls.__doc__ or cls.__name__  # else its signature is looked for
    made: Any = dataclasses.dataclass(
        cls, init=False, repr=False, eq=False, kw_only=kw_only, slots=True
    )
    all_ = dataclasses.fields(made)
    methods: dict[str, Any] = {
        "__init__": _first_init(made, frozen),
        "__repr__": _printing([each.name for each in all_ if each.repr]),
    }
    if eq:
        methods |= _comparing([each.name for each in all_ if each.compare], order)
    if eq and not frozen:
        methods["__hash__"] = None
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
        methods |= _pickling(made, [each.name for each in all_])
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _first_init(made: Any, frozen: bool) -> Callable[..., None]:
    def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807
        made.__init__ = _init(made, frozen)
        made.__init__(self, *values, **named)

    return __init__


def _init(made: Any, frozen: bool) -> Any:
    """Return the `__init__` of a class, compiled."""
    known: dict[str, Any] = {"_UNSET": _UNSET}
    usual, named, body = ["self"], list[str](), list[str]()
    for each in dataclasses.fields(made):
        name = value = each.name
        parameter = name
        if each.default_factory is not MISSING:
            known[f"_make_{name}"] = each.default_factory
            value = f"_make_{name}()"
            value = f"{value} if {name} is _UNSET else {name}" if each.init else value
            parameter = f"{name}=_UNSET"
        elif each.default is not MISSING:
            known[f"_default_{name}"] = each.default
            parameter = f"{name}=_default_{name}"
            value = name if each.init else f"_default_{name}"
        elif not each.init:
            continue
        if each.init:
            (named if each.kw_only else usual).append(parameter)
        known[f"_put_{name}"] = getattr(made, name).__set__
        body.append(f"_put_{name}(self, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = [*usual, *(["*", *named] if named else [])]
    lines = [f"def __init__({', '.join(parameters)}):", *(f" {line}" for line in body or ["pass"])]
    exec("\n".join(lines), known)
    init = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _printing(names: list[str]) -> Callable[[Any], str]:
    template, values = ", ".join(f"{name}={{!r}}" for name in names), _values(names)

    def __repr__(self: Any) -> str:  # noqa: N807
        return f"{self.__class__.__qualname__}({template.format(*values(self))})"

    return __repr__


def _comparing(names: list[str], order: bool) -> dict[str, Any]:
    """Return the methods that look at the values of these fields."""
    values = _values(names)

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    methods: dict[str, Any] = {"__hash__": __hash__}
    for compare in (operator.eq, *(_ORDER if order else ())):
        methods[f"__{compare.__name__}__"] = _comparison(compare, values)
    return methods


def _comparison(compare: Callable[[Any, Any], Any], values: _Values) -> Callable[[Any, Any], Any]:
    def compared(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(values(self), values(other))

    return compared


def _values(names: list[str]) -> _Values:
    """Return what gives the values of these fields, as a tuple."""
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda self: tuple([getattr(self, name) for name in names])


def _pickling(made: Any, names: list[str]) -> dict[str, Callable[..., Any]]:
    values, slots = _values(names), [getattr(made, name).__set__ for name in names]

    def __setstate__(self: Any, state: tuple[Any, ...]) -> None:  # noqa: N807
        for put, value in zip(slots, state, strict=True):
            put(self, value)

    return {"__getstate__": lambda self: values(self), "__setstate__": __setstate__}


def _refuse(self: Any, name: str, _value: object = None) -> None:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} belongs to a frozen object")
