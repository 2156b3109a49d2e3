// What the boundary asks of a browser, as a mini program has it: the bundle of the mini program reads these in the place
// of the globals.
// JavaScript, for the declarations of the library want those of Node.
//
// https://developers.weixin.qq.com/miniprogram/dev/framework/performance/wasm.html

/* global WXWebAssembly */

import { utf8fromStringLoose, utf8toStringLoose } from "@exodus/bytes/utf8.js";

/** A path stands for itself: WeChat reads it from the code package. */
export const fetch = (path) => path;

export const WebAssembly = {
  // The boundary asks whether it was given a compiled module; here it never is.
  Instance: class {},
  Module: class {},
  instantiate: (path, imports) => WXWebAssembly.instantiate(path, imports),
};

export class TextEncoder {
  encode(text) {
    return utf8fromStringLoose(text);
  }
}

export class TextDecoder {
  decode(bytes = new Uint8Array()) {
    return utf8toStringLoose(bytes);
  }
}
