import type { OwnedBlobStore } from '@tenbin/contracts';
import { folderStore } from './folder-store.ts';

/**
 * The blobs of a folder, or of a bucket: `s3://bucket/prefix?endpoint=http://127.0.0.1:9000&region=eu-central-1`. Keys are
 * found as the AWS SDK finds them, in the environment or in its files.
 * @throws AppError `bad_input` when the address is none
 */
export async function openBlobStore(address: string): Promise<OwnedBlobStore> {
  if (!address.startsWith('s3:')) return folderStore(address);
  // Only who has a bucket pays for loading what speaks with it.
  const { s3Store } = await import('./s3-store.ts');
  return s3Store(address);
}
