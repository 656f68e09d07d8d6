# SPDX-License-Identifier: MIT
# Writes csv.json: texts, and the rows that Python's csv module (strict) finds in them. Run: python3 csv_rows.py > csv.json
import csv
import io
import json
import random

chosen = [
    "a,b,c\n1,2,3\n",
    "a,b,c\r\n1,2,3\r\n4,5,6",
    "a;b\n1;2\n",
    "a\tb\n1\t2\n",
    '"a","b"\n"1","2"\n',
    '"say ""hi""",b\n"","""",\n',
    '"a\nb",c\n"d\r\ne",f\n',
    '"a,b",c\n1,"2,5"\n',
    " a , b \n 1 , 2 \n",
    "a,b\n,\n1,\n,2\n",
    "a,b\n\n1,2\n\r\n\n3,4\n\n",
    "only\n1\n2\n",
    "\ufeffa,b\n1,2\n",
    "größe,höhe\n1,2\n",
    '"a;b;c;d",x\n1,2\n',
    'a,"b\n\n c"\n1,"\r"\n',
    ",,\n,,\n",
    "",
    "\n\n",
    '""\n',
    '"x"""\n',
    "a,b\r1,2\r",
]


def made(seed):
    """A random table, written by the csv module, with whatever needs quotes in some of its cells."""
    rng = random.Random(seed)
    words = ["", "0", "1.5", "-2e3", "x", "a b", 'q"q', '"', '""', "l\nm", "r\r\nn", ",", ";", "\t", "é€😀", " s "]
    width = rng.randint(1, 6)
    separator = rng.choice(",;\t")
    quoting = rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=rng.choice(["\n", "\r\n"]), quoting=quoting)
    # The separator is found in the first row, outside of quotes: one plain name a column.
    writer.writerow([f"n{i}" for i in range(width)])
    for _ in range(rng.randint(0, 8)):
        writer.writerow([rng.choice(words) for _ in range(width)])
    return text.getvalue()


def rows(text):
    first = text.lstrip("\ufeff\r\n")
    outside = "".join(part for i, part in enumerate(first.split('"')) if i % 2 == 0).splitlines()[:1]
    counts = {s: (outside[0] if outside else "").count(s) for s in ",;\t"}
    separator = max(counts, key=counts.get)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator, strict=True)
    return [row for row in reader if row]


texts = chosen + [made(seed) for seed in range(200)]
print(json.dumps([{"text": text, "rows": rows(text)} for text in texts], ensure_ascii=True, indent=0))
