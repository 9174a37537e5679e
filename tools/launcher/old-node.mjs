/** Said in a sentence, before something newer than that Node fails without one: the launcher itself needs Node 18. */
export function assertNode18() {
  if (Number(process.versions.node.split('.')[0]) >= 18) return;
  console.error(`Tenbin's launcher needs Node 18 or newer, and this is ${process.version}.`);
  console.error('Install a newer Node (https://nodejs.org), then run it again.');
  process.exit(1);
}
