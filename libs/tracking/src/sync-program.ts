#!/usr/bin/env node
import { remoteFrom, spoolFolder, syncSpools } from './sdk.ts';

// `tenbin-sync [FOLDER]`: what lies in the spool goes to TENBIN_URL, where there is no Tenbin but its SDK.
const [directory = spoolFolder()] = process.argv.slice(2);
const stop = new AbortController();
process.once('SIGINT', () => stop.abort(new Error('interrupted')));
const { records, blobs } = remoteFrom();
const log = (line: string): void => void process.stderr.write(`${line}\n`);
const synced = await syncSpools({ directory, sink: records, blobs, log, signal: stop.signal });
process.stdout.write(`${JSON.stringify(synced)}\n`);
process.exitCode = synced.left === 0 ? 0 : 1;
