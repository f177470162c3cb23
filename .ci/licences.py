"""Holds the dependencies against deny.toml: licences and sources; and SECURITY.md against the direct ones.

`cargo metadata --format-version 1 --all-features | python3 .ci/licences.py`
"""

import json
import re
import sys
import tomllib

REGISTRY = "registry+https://github.com/rust-lang/crates.io-index"


def allows(expression, allowed):
    """Whether an SPDX expression can be met with the licences allowed. `/` is the old way to write OR."""
    joined = re.sub(r"(\S+) WITH (\S+)", r"\1+\2", expression.replace("/", " OR "))
    names = {name.replace(" WITH ", "+") for name in allowed}
    words = re.findall(r"[()]|[^\s()]+", joined)
    # What is left is a Boolean expression over known words.
    known = {"(": "(", ")": ")", "AND": "and", "OR": "or"}
    return eval(" ".join(known.get(word, str(word in names)) for word in words))


def main():
    metadata = json.load(sys.stdin)
    with open("deny.toml", "rb") as file:
        rules = tomllib.load(file)["licenses"]
    exceptions = {rule["crate"]: rule["allow"] for rule in rules["exceptions"]}
    with open("SECURITY.md", encoding="utf-8") as file:
        security = file.read()
    wrong = []
    for package in metadata["packages"]:
        name, source, licence = package["name"], package["source"], package["license"] or "none"
        if source is None:
            direct = {d["name"] for d in package["dependencies"] if d["kind"] is None}
            wrong += [f"{d}: not in SECURITY.md" for d in sorted(direct) if f"`{d}`" not in security]
            continue
        if source != REGISTRY:
            wrong.append(f"{name}: comes from {source}")
        if not allows(licence, {*rules["allow"], *exceptions.get(name, [])}):
            wrong.append(f"{name}: licence {licence}")
    print("\n".join(wrong) or f"{len(metadata['packages'])} packages: licences and sources as deny.toml has them")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
