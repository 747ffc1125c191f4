/** So many bytes at once: a call has only so much room for arguments. A multiple of three, so that the pieces join. */
const PIECE = 3 * 8_192;

/** Bytes as base64, for a JSON body. An empty file is one zero byte, which the server refuses in words. */
export function base64Of(bytes: Uint8Array): string {
  if (bytes.length === 0) return btoa('\0');
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += PIECE) pieces.push(btoa(String.fromCharCode(...bytes.subarray(start, start + PIECE))));
  return pieces.join('');
}
