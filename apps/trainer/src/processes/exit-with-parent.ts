/** Loaded into a child that is not ours to change: it ends when the process that started it is gone. */
process.once('disconnect', () => process.exit());
