export type CsvValue = string | number | boolean | null;

/** Lines of a CSV file (RFC 4180); null is an empty cell. */
export function csvText(lines: readonly (readonly CsvValue[])[]): string {
  return `${lines.map((line) => line.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

/** In quotes where it must be; a text that a spreadsheet would run is made one that it shows. */
function cellOf(value: CsvValue): string {
  if (value === null) return '';
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
