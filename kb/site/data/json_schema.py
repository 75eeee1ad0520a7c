"""JSON Schema from types: a typed dictionary is an object, what annotates a field describes it."""

from typing import Annotated, Any, get_args, get_origin, get_type_hints, is_typeddict

from kb.site.data.shapes import FILES

Json = dict[str, Any]
PLAIN = {str: "string", int: "integer", bool: "boolean", object: "object"}


def name_of(file: str) -> str:
    """Where the schema of a file is published."""
    return f"{file.replace('.', '-')}.schema.json"


def schema_of_file(file: str, closed: bool = False) -> Json:
    """The JSON Schema of ``kb.json`` or ``claim.json``.

    ``closed``, it refuses fields that are not listed, which readers of later files should not.
    """
    shape = FILES[file]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": file,
        "description": first_line(shape),
        **schema_of(shape, closed),
    }


def schema_of(hint: Any, closed: bool) -> Json:
    """The schema of a type."""
    if get_origin(hint) is Annotated:
        plain, *notes = get_args(hint)
        found = schema_of(plain, closed)
        for note in notes:
            found |= {"description": note} if isinstance(note, str) else {"enum": list(note)}
        return found
    if is_typeddict(hint):
        fields = get_type_hints(hint, include_extras=True)
        return {
            "type": "object",
            "properties": {name: schema_of(part, closed) for name, part in fields.items()},
            "required": sorted(fields),
            **({"additionalProperties": False} if closed else {}),
        }
    if get_origin(hint) is list:
        return {"type": "array", "items": schema_of(get_args(hint)[0], closed)}
    if get_origin(hint) is dict:
        values = get_args(hint)[1]
        rest = {} if values is object else {"additionalProperties": schema_of(values, closed)}
        return {"type": "object", **rest}
    return {"type": PLAIN[hint]}


def first_line(shape: type) -> str:
    """What a shape is, in the first sentence of its docstring."""
    return (shape.__doc__ or "").partition("\n")[0].replace("``", "`")
