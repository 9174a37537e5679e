import { artifactManifest } from '@tenbin/contracts';
import type { BlobStore, RecordBatch, RunRecord, Sink, Writer } from '@tenbin/contracts';

/** Where files wait until they are delivered. */
export interface StagedFiles extends BlobStore {
  remove(hash: string): Promise<void>;
}

/** Hashes asked for at once. */
const atOnce = 500;

/**
 * A sink that delivers files before it sends the record that names them, so that no record names what is not there.
 * What is delivered waits no longer. Doing it again sends nothing that is stored.
 */
export function deliveringFiles<From extends Writer>(
  sink: Sink<From>,
  { staged, blobs }: { staged: StagedFiles; blobs: BlobStore },
): Sink<From> {
  return {
    async send(batch: RecordBatch<From>) {
      const named: string[] = [];
      for (const { record } of batch.records) named.push(...(await hashesOf(record, staged)));
      for (let from = 0; from < named.length; from += atOnce) {
        for (const hash of await blobs.missing(named.slice(from, from + atOnce)))
          await blobs.put(hash, await staged.get(hash));
      }
      const acknowledged = await sink.send(batch);
      for (const hash of named) await staged.remove(hash);
      return acknowledged;
    },
  };
}

/** The blobs that a record names, the manifest last: whoever finds it finds what it lists. */
async function hashesOf(record: RunRecord, staged: BlobStore): Promise<string[]> {
  if (record.kind === 'image') return [record.blob];
  if (record.kind !== 'artifact') return [];
  // Delivered before, with its acknowledgement lost.
  if ((await staged.missing([record.manifest])).length > 0) return [];
  const text = new TextDecoder().decode(await staged.get(record.manifest));
  const { files } = artifactManifest.parse(JSON.parse(text));
  return [...new Set(files.flatMap(({ chunks }) => chunks)), record.manifest];
}
