#!/usr/bin/env python3
"""Writes cases.json: YAML texts with the trees that PyYAML's BaseLoader reads from them, or null where it refuses them.

BaseLoader leaves scalars as they are written, as Tutti's reader does. Texts that Tutti refuses by design (anchors, tags,
keys that are no scalars, several documents, keys given twice) stand under "refused".
"""
import json
import os

import yaml

texts = r'''
a: b
~
a: 1
b: [1, 2.50, "x", 'y']
~
a:
  b:
    c: d
  e: f
g: h
~
- a
- b
-
- - c
  - d
- e: f
  g: h
-   i: j
~
a:
- b
- c
d:
  - e
~
{"a": [1, null, true], "b": {"c": "d\u00e9\n\"x\""}, "e":"f"}
~
{a: b, c: {d: e}, f: [g, {h: i}], j: }
~
[a, b, [c, d], {e: f}, g: h]
~
a: [
  b, # comment
  c
  ]
# comment
d: {
  e: f,
  g: h,
}
~
a: "one
  two

  three"
b: 'four
  five'
c: six
  seven

  eight
d: nine
~
a: 'it''s'
b: "tab\t\x41\u00e9\U0001F600 \/ \\ end"
c: "line \
  goes on"
~
csv: |
  study,yi,vi
  a,1,2

  b,3,4
next: x
~
csv: |-
  one
  two
strip: |+
  three

folded: >
  four
  five

  six
    more
  seven
last: >-
  eight
  nine
~
a: |2
    two blanks stay
  none
b: c
~
- |
  one
- >
  two
  three
- four
~
a: b # comment
# whole line
c: d#no comment
e: "f" # comment
g: 'h'
~
---
a: b
...
~
%YAML 1.2
---
a: b
~
a: http://example.org/x?y=1
b: 10.1002/(SICI)1097-0258(19990215)18:3<321::AID-SIM28>3.0.CO;2-P
c: a:b
d: -1
e: - x
~
a: -1
b: -x
c: ?x
d: :x
e: x:
~
expect:
  - {quantity: estimate, printed: "0.50", scale: natural, where: "p. 594"}
  - {quantity: ci, printed: ["0.34", "0.72"]}
  - quantity: q
    printed: "55.54"
    misprint: {correct: "51.55", reason: "a: b, c"}
~
rows: 'year >= 1950 and alloc != "random"'
compute: {vi: 'mean(n / x) / n', "a b": "1 + 2"}
~
? a
: b
~
a: &x b
~
"quoted key": 1
'single': 2
plain key with blanks: 3
é: ü
~
a:
b:
  c:
d: ~
~
-
-
- a
~
a: b
 c: d
~
a:
  b: c
 d: e
~
a: b
- c
~
a: "b" c
~
a: [b
~
a: {b: c
~
a: 'b
~
a: b: c
~
a: [b, c]]
~
a: }
~
[a, , b]
~
a: "\q"
~
	a: b
~
a:
	b: c
~
key: [a, b]: c
~
just text
  on two lines
~
"quoted text"
~
[]
~
{}
~
a: []
b: {}
c: ""
d: ''
~
# only a comment
~
a: |
 one blank
 is enough
b:
 - x
 -  y
~
a:   
  b
c:

  d
~
- a: 1
  b: 2
-
  a: 3
  b: 4
- # comment
  a: 5
~
a: 'x' 
b: "y"   # z
c: >-

  leading empty line
  and text


d: |

  leading

  kept
~
a: {b: "c", "d":e, f: 'g'}
h: [ "i" , 'j' , k l ]
~
a: [x#y, z # comment
  , w]
~
a: {b: c d, e: f
    g, h: i}
~
a: b c   d
~
a: - b
~
--- a
~
a: b
...
c: d
~
a: - 
~
a: "one \  
  two"
~
a: !!str b
~
a: `b`
~
a: @b
~
a: %b
~
a: ,b
~
- - - a
    - b
  - c
- d
~
a: |
  x
   y
  z
b: >
  x
   y
   w
  z
  v
~
x: "a
b"
~
x: 'a

  b'
~
a: b
a: c
~
[a, b
c]
~
{a: 1
, b: 2}
~
{"a" : 1, 'b' : 2, c : 3}
~
{a, b: c}
~
{a: , b: c}
~
[{a: b}, [c], d: e, "f": g]
'''
refused = [
    "a: &x b\nc: *x", "a: *x", "a: !!str b", "!x a", "? [a]\n: b", "{[a]: b}", "{{a: b}: c}", "a: 1\na: 2", "{a: 1, a: 2}",
    "--- a\n--- b", "a: b\n---\nc: d", "[&a b]", "\u0001", "a: \u0007", "&a", "*", "!", "a: &", "? ", "? a\n: b", "a: [*b]",
]


def tree(text):
    try:
        documents = list(yaml.load_all(text, yaml.BaseLoader))
    except yaml.YAMLError:
        return {"error": True}
    return {"tree": documents[0] if documents else None}


cases = []
for text in texts.strip("\n").split("\n~\n"):
    if "&x" in text or text.startswith("? ") or "!!" in text or text == "a: b\na: c":
        refused.append(text)
        continue
    for variant in [text, text + "\n"]:
        cases.append({"text": variant, **tree(variant)})
folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "cases.json"), "w") as file:
    json.dump(
        {"source": f"PyYAML {yaml.__version__}, BaseLoader", "cases": cases, "refused": refused}, file, indent=1,
        ensure_ascii=True)
    file.write("\n")
