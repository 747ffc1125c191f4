import { blotOut, isWordAt, spansOf, type FoundSpan } from './span.ts';

const fourParts = /\d{1,3}(?:\.\d{1,3}){3}/g;
const hexRun = /[0-9a-f:.]+/gi;
const release = /(?:\bv|\bversion|\brelease|\bfirmware|\bbuild) ?$/i;

/** IPv4 and IPv6 addresses. Versions ("version 1.2.3.4"), times and the device addresses of network cards are none. */
export function networkAddresses(text: string): FoundSpan[] {
  const six = spansOf(text, hexRun).flatMap((run) => versionSix(text, run));
  const four = fourIn(blotOut(text, six));
  return [...six, ...four].sort((a, b) => a.start - b.start);
}

const fourIn = (text: string): FoundSpan[] => spansOf(text, fourParts).filter((span) => isVersionFour(text, span));

function isVersionFour(text: string, { start, end }: FoundSpan): boolean {
  const alone = !isWordAt(text, start - 1) && !isWordAt(text, end)
    && !(text[start - 1] === '.' && isWordAt(text, start - 2)) && !(text[end] === '.' && isWordAt(text, end + 1));
  return alone && isFourParts(text.slice(start, end)) && !release.test(text.slice(Math.max(0, start - 10), start));
}

const isFourParts = (address: string): boolean => {
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
};

/** The run without the full stop or colon of its sentence, when what is left is an IPv6 address. */
function versionSix(text: string, { start, end }: FoundSpan): FoundSpan[] {
  if (end - start > 47 || isWordAt(text, start - 1) || isWordAt(text, end)) return [];
  const address = /^.*[0-9a-f]/i.exec(text.slice(start, end))?.[0] ?? '';
  return isSixParts(address) ? [{ start, end: start + address.length }] : [];
}

function isSixParts(address: string): boolean {
  const halves = address.split('::');
  if (!address.includes(':') || halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const tail = groups.at(-1)?.includes('.') ? groups.pop()! : null;
  if ((tail !== null && !isFourParts(tail)) || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = groups.length + (tail === null ? 0 : 2);
  return halves.length === 2 ? count >= 2 && count <= 7 && /\d/.test(address) : count === 8;
}
