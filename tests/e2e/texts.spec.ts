// What forms of several fields keep as one text, without a page: whatever stands there, it is read as texts or as none.

import { expect, test } from "@playwright/test";

import { textsIn } from "../../www/src/app/texts.ts";

test("texts that were kept are there again", () => {
  const texts = { rows: '[{"from":"20"}]', source: "腾讯对接人" };
  expect(textsIn(JSON.stringify(texts))).toEqual(texts);
});

test("anything else holds no texts", () => {
  for (const text of [undefined, "", "null", "{", "[]", '["a"]', "5", '"a"', "true", '{"a":1}', '{"a":"b","c":null}'])
    expect(textsIn(text), text).toEqual({});
});
