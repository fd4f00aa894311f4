const quote = 0x22;
const backslash = 0x5c;

/** Whether JSON, as bytes, is nested deeper than so many levels: what is deeper than a stack breaks whoever walks it later. */
export function tooDeep(json: Uint8Array, most = 100): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (inText) {
      if (byte === backslash) at++;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    // "[" and "{", "]" and "}" differ in one bit.
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > most) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return false;
}
