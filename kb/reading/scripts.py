"""What can be known of a demonstration's script without running it.

The parameters of ``measure``, their defaults and choices are read with ``ast``, never by
import, so looking at a pull request runs nothing of it.
"""

import ast
import math
from collections.abc import Mapping, Sequence

from kb.model import Preparation, Scalar, Script, Setting
from kb.reading.chance import chance_of
from kb.reading.choices import aliases_of, choices_of, literal
from kb.reading.claim_schema import RUN_WORDS

PREPARED = "prepared"  # the second parameter of a ``measure`` that something is prepared for


def script_of(path: str, content: bytes) -> Script:
    """The settings and imports of a script, or the problem that keeps it from being one.

    A helper is read in the same way: of it, ``prepare`` matters, and that ``measure`` is missing.
    """
    try:
        text = content.decode("utf-8-sig")  # a mark at the beginning is found elsewhere
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        said = getattr(error, "msg", error)  # a syntax error's own words have no file and line
        return Script(path, "", problem=f"this is not Python: {said}", line=line)
    imports = tuple(sorted(imports_of(tree)))
    chance = chance_of(tree)
    prepare = preparation_in(tree)
    measure = function_in(tree, "measure")
    if not measure:
        none = "there is no function 'measure'"
        return Script(path, text, imports=imports, problem=none, chance=chance, prepare=prepare)
    takes = [argument.arg for argument in measure.args.args[1:2]] == [PREPARED]
    first = ("seed", PREPARED) if takes else ("seed",)
    problem, settings = signature(measure, first, aliases_of(tree))
    ignored = tuple(setting.name for setting in settings if setting.name not in read_in(measure))
    return Script(
        path, text, settings, imports, problem, measure.lineno, chance, takes, prepare, ignored
    )


def read_in(function: ast.FunctionDef) -> set[str]:
    """Names that are looked up in a function; all its own, where it asks for them together."""
    names = {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    arguments = function.args
    every = {argument.arg for argument in (*arguments.args, *arguments.kwonlyargs)}
    return names | every if {"locals", "vars"} & names else names


def function_in(tree: ast.Module, name: str) -> ast.FunctionDef | None:
    """The last function of a name that a module defines."""
    found = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name]
    return found[-1] if found else None


def preparation_in(tree: ast.Module) -> Preparation | None:
    """The function ``prepare`` of a module, if it defines one."""
    function = function_in(tree, "prepare")
    if not function:
        return None
    problem, settings = signature(function, ("seed",), aliases_of(tree))
    return Preparation(settings, problem, function.lineno)


def imports_of(tree: ast.Module) -> set[str]:
    """Names of all modules imported anywhere in a script."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def signature(
    function: ast.FunctionDef, first: Sequence[str], aliases: Mapping[str, ast.expr]
) -> tuple[str, tuple[Setting, ...]]:
    """What is wrong with the parameters of a function (or nothing), and its settings.

    ``first`` are its first parameters, which are no settings.
    """
    arguments, called = function.args, function.name
    if arguments.vararg or arguments.kwarg or arguments.posonlyargs:
        return f"'{called}' takes named settings only, no * and no /", ()
    names = [argument.arg for argument in arguments.args]
    if not names or names[0] != "seed":
        return f"the first parameter of '{called}' must be 'seed'", ()
    plain = arguments.args[len(first) :]
    if len(arguments.defaults) < len(plain):
        return f"the setting '{plain[0].arg}' of '{called}' has no default", ()
    pairs = list(
        zip(plain, arguments.defaults[len(arguments.defaults) - len(plain) :], strict=True)
    )
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is None:
            return f"the setting '{argument.arg}' of '{called}' has no default", ()
        pairs.append((argument, default))
    try:
        return "", tuple(setting_of(argument, default, aliases) for argument, default in pairs)
    except ValueError as error:
        return str(error), ()


def setting_of(argument: ast.arg, node: ast.expr, aliases: Mapping[str, ast.expr]) -> Setting:
    """One setting; ValueError says why it cannot be one."""
    name, default = argument.arg, literal(node)
    if default is None:
        raise ValueError(f"the default of '{name}' must be a plain number, yes/no or text")
    if name in RUN_WORDS:
        raise ValueError(f"'{name}' is a word of runs and cannot be a setting")
    choices = choices_of(argument.annotation, aliases)
    if choices is None or any(type(choice) is not type(default) for choice in choices):
        raise ValueError(f"the choices of '{name}' must be plain values of its default's type")
    if choices and default not in choices:
        listed = ", ".join(str(choice) for choice in choices)
        raise ValueError(f"the default of '{name}' is '{default}', none of its choices ({listed})")
    return Setting(name, default, choices)


class NotAChoice(ValueError):
    """A value of the right type that is not among a setting's choices."""


def setting_value(setting: Setting, text: str) -> Scalar:
    """A setting's text as the type of its default; ValueError says what it should be."""
    value = typed_value(setting, text)
    if setting.choices and value not in setting.choices:
        raise NotAChoice(f"one of {', '.join(str(choice) for choice in setting.choices)}")
    return value


def typed_value(setting: Setting, text: str) -> Scalar:
    """The text as the type of the default, whether or not it is among the choices."""
    if isinstance(setting.default, bool):
        if text not in ("yes", "no"):
            raise ValueError("yes or no")
        return text == "yes"
    if isinstance(setting.default, str):
        return text
    try:
        number = float(text)
        if isinstance(setting.default, int):
            if not number.is_integer():
                raise ValueError
            return int(text) if text.lstrip("+-").replace("_", "").isdigit() else int(number)
    except (ValueError, OverflowError):
        noun = "a whole number" if isinstance(setting.default, int) else "a number"
        raise ValueError(noun) from None
    if not math.isfinite(number):
        raise ValueError("a finite number")
    return number
