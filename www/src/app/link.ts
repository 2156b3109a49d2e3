// Answers in a link: only in its fragment, which no browser sends. Compressed, and checked when it is read.

import { type Account, canonical } from "./account.js";
import { ANSWERS } from "./router.js";
import { type Journey, journeyOf } from "./shape.js";

/** Why a link's answers are not read. */
export type LinkRefusal = "damaged" | "newer";

/** The first character: how the rest is to be read. */
const FORMAT = "1";
/** Longer links are cut by those who pass them on. In characters. */
const MOST_CHARACTERS = 8000;
/** No link that was made here expands further. In bytes. */
const MOST_BYTES = 1_000_000;

/** The part of an account a link carries. */
export function journeyIn(account: Account): Journey {
  const { programme, asOf, answers, skipped, parameters, ledger, plannedBroadcasts } = account;
  return { programme, asOf, answers, skipped, parameters, ledger, plannedBroadcasts };
}

/** The same without what was taken in: when the broadcasts were is enough for a verdict. */
export function withoutFigures(journey: Journey): Journey {
  if (!journey.ledger) return journey;
  const broadcasts = journey.ledger.broadcasts.map(({ gmv, refundedGmv, viewers, averageViewers, ...when }) => when);
  return { ...journey, ledger: { ...journey.ledger, broadcasts } };
}

/** A link to the page with those answers; `null` where it would be too long. */
export async function linkTo(journey: Journey, page: string): Promise<string | null> {
  const bytes = await through(new CompressionStream("gzip"), new TextEncoder().encode(canonical(journey)));
  const fragment = FORMAT + base64(bytes);
  if (fragment.length > MOST_CHARACTERS) return null;
  const address = new URL(page);
  address.hash = "";
  return `${address.href.replace(/#$/, "")}${ANSWERS}${fragment}`;
}

/** The answers an address carries. A fragment that was cut, or changed on the way, is damaged. */
export async function answersIn(fragment: string): Promise<Journey | LinkRefusal> {
  const coded = fragment.slice(ANSWERS.length);
  if (coded === "" || coded.length > MOST_CHARACTERS) return "damaged";
  if (/^[2-9]/.test(coded)) return "newer";
  if (!coded.startsWith(FORMAT)) return "damaged";
  try {
    // The stream ends with a checksum: what was damaged on the way fails here.
    const bytes = await through(new DecompressionStream("gzip"), bytesOf(coded.slice(FORMAT.length)));
    const shaped = journeyOf(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
    return "is" in shaped ? shaped.is : "damaged";
  } catch {
    return "damaged";
  }
}

async function through(
  stream: GenericTransformStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = (new Blob([bytes]).stream().pipeThrough(stream) as ReadableStream<Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      throw new RangeError("it expands too far");
    }
    parts.push(value);
  }
  const result = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** As in RFC 4648, section 5, without padding: nothing in it is changed by those who pass on addresses. */
function base64(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}
