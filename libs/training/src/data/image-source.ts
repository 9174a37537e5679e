/** A folder or zip with a folder of images for each class. */
export interface ImageSource extends AsyncDisposable {
  /** Every file, also those that are no images. */
  files: SourceFile[];
  /** Paths of the folders in it, with `/`, as far as the source names them; those without a file among them. */
  folders: string[];
}

export interface SourceFile {
  /** Path inside the source, with `/`. */
  path: string;
  /** Bytes, unpacked. */
  size: number;
  read(): Promise<Buffer>;
}
