"""Breaks a copy of the core on purpose, one way after another, and shows that the twin finds each within a minute.

    python3 tests/twin/broken.py

Exit code 1 where one is not found, or too late.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPY = ROOT / "target/broken"
WITHIN = 60  # seconds
PARTS = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "README.md", "src", "policies", "boundary", "kernel", "benches",
         "tests"]

# What is broken: where, what stands there, and what does then.
BREAKS = {
    "a boundary is off by one": ("src/policy/compile.rs", "before(*span, 0),", "before(*span, 1),"),
    "unknown is taken as no": (
        "src/facts/read.rs", "slots.iter().map(|slot| unsaid(slot, last)).collect()",
        """slots.iter().map(|slot| if slot.kind == ValueType::Boolean { Range::exactly(Ordinal::from(false)) } else {
            unsaid(slot, last) }).collect()"""),
    "29 February is taken as 1 March": (
        "src/time/day.rs", "        Self::from_date(date)\n    }\n\n    /// The date so many days later",
        "        Self::from_date(if (date.month(), date.day()) == (2, 29) { date.succ_opt()? } else { date })\n    }\n\n"
        "    /// The date so many days later"),
    "a make-up workday is taken as a holiday": (
        "src/time/business.rs", "day.is_weekend() == self.exceptions.binary_search(&day).is_ok()",
        "!day.is_weekend() && self.exceptions.binary_search(&day).is_err()"),
}


def main():
    shutil.rmtree(COPY / "source", ignore_errors=True)
    for part in PARTS:
        source, copy = ROOT / part, COPY / "source" / part
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy)
        else:
            shutil.copy(source, copy)
    found = [finds(name, *how) for name, how in BREAKS.items()]
    print(f"{sum(found)} of {len(found)} broken cores found within {WITHIN} seconds each")
    return 0 if all(found) else 1


def finds(name, file, before, after):
    """Whether the twin finds it in time; the copy is whole again afterwards."""
    path = COPY / "source" / file
    whole = path.read_text(encoding="utf-8")
    if whole.count(before) != 1:
        print(f"{name}: {file} does not hold what is to be broken, or more than once")
        return False
    path.write_text(whole.replace(before, after), encoding="utf-8")
    try:
        subprocess.run(["cargo", "build", "--quiet", "--example", "twin", "--target-dir", str(COPY / "built")],
                       cwd=COPY / "source", env={**os.environ, "CARGO_INCREMENTAL": "0"}, check=True)
    finally:
        path.write_text(whole, encoding="utf-8")
    started = time.monotonic()
    compare = [sys.executable, str(ROOT / "tests/twin/compare.py"), "--random", "1000000", "--first", "--"]
    ran = subprocess.run(compare + [str(COPY / "built/debug/examples/twin")], stdout=subprocess.PIPE, text=True)
    seconds = time.monotonic() - started
    is_found = ran.returncode == 1 and '"case"' in ran.stdout
    print(f"{name}: {'found' if is_found else 'NOT FOUND'} after {seconds:.1f} seconds", flush=True)
    if is_found:
        print(f"  {ran.stdout.splitlines()[0][:400]}", flush=True)
    return is_found and seconds <= WITHIN


if __name__ == "__main__":
    sys.exit(main())
