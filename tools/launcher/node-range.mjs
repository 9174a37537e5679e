/**
 * Whether a Node version is in a range, in the small part of npm's range language that `engines.node` uses.
 * @param {string} version such as `24.21.0` or `v24.21.0`; a pre-release (`26.0.0-nightly`) never fits
 * @param {string} range alternatives `^major.minor` and `>=major`, joined by `||`
 */
export function fitsRange(version, range) {
  const match = /^v?(\d+)\.(\d+)\.\d+$/.exec(version);
  if (!match) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return range.split('||').some((alternative) => {
    const wanted = /^(\^|>=)(\d+)(?:\.(\d+))?$/.exec(alternative.trim());
    if (!wanted) throw new Error(`engines.node: "${alternative.trim()}" is not understood`);
    const [wantedMajor, wantedMinor] = [Number(wanted[2]), Number(wanted[3] ?? 0)];
    const later = wanted[1] === '>=' && major > wantedMajor;
    return later || (major === wantedMajor && minor >= wantedMinor);
  });
}
