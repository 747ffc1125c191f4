/** Hands a CSV file to the browser. The mark at its beginning tells spreadsheets that it is UTF-8. */
export function downloadCsv(name: string, content: string): void {
  const address = URL.createObjectURL(new Blob(['\uFEFF', content], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
