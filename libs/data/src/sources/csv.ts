/** The fields of one line and the line that it begins on, from 1. */
export interface CsvRow {
  line: number;
  fields: string[];
}

/**
 * The rows of a CSV text (RFC 4180: commas, quotes doubled inside quotes, line breaks inside quotes); fields are
 * trimmed outside of quotes, empty lines are left out.
 */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let row: CsvRow = { line: 1, fields: [] };
  let line = 1;
  const end = () => {
    if (row.fields.some((field) => field !== '')) rows.push(row);
    row = { line, fields: [] };
  };
  // A field, quoted or not, and what ends it; the last alternative is the end of the text.
  const pattern = /[ \t]*(?:"((?:[^"]|"")*)"[ \t]*|([^,\r\n]*))(,|\r?\n|\r|$)/gy;
  for (const [whole, quoted, plain = '', ending] of text.replace(/^\uFEFF/, '').matchAll(pattern)) {
    row.fields.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
    line += whole.split('\n').length - 1;
    if (ending !== ',') end();
  }
  return rows;
}
