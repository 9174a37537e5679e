const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Bytes of a file: `0 B`, `512 B`, `1.5 KiB`, `23 MiB`. */
export function fileSize(bytes: number): string {
  let [size, unit] = [bytes, 0];
  for (; size >= 1000 && unit < units.length - 1; unit += 1) size /= 1024;
  return `${size >= 10 || unit === 0 ? Math.round(size) : Number(size.toFixed(1))} ${units[unit] ?? ''}`;
}
