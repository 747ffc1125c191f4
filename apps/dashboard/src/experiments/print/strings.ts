export const words = {
  print: 'Print or save as PDF',
  printHint: 'Opens your browser’s print window: choose a printer or “Save as PDF” there.',
  madeBy: (company: string, formulas: number) => `${company} · computed by Duet, formulas version ${formulas}`,
  pageHead: (experiment: string, time: string) => `${experiment} · ${time}`,
} as const;
