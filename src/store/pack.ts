import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** What is shorter, in bytes, is kept as it is: packing it takes longer than writing it. */
const shortest = 4 * 1024;
/** The fastest: bodies of alerts repeat themselves, and become a tenth of what they were. */
const level = 1;

/** Bytes as they are kept, smaller when that pays. */
export function pack(bytes: Uint8Array): { bytes: Uint8Array; isPacked: boolean } {
  return bytes.length < shortest
    ? { bytes, isPacked: false }
    : { bytes: deflateRawSync(bytes, { level }), isPacked: true };
}

/** The same bytes again. */
export function unpack(bytes: Uint8Array, isPacked: boolean): Buffer {
  return isPacked ? inflateRawSync(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
