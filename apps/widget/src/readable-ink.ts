/** White or near-black, whichever is read better on the colour. @param colour `#rrggbb` */
export function readableInk(colour: string): '#ffffff' | '#14151a' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255));
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Contrast with white is 1.05 / (light + 0.05), with the ink (light + 0.05) / 0.0576 (WCAG 2.2, relative luminance).
  return (light + 0.05) ** 2 < 1.05 * 0.0576 ? '#ffffff' : '#14151a';
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
