/** What a store does with its open file; `FileHandle` of `node:fs/promises` fits. */
export interface OpenFile {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  write(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  /** Waits until the file's bytes and length are on the disk. */
  datasync(): Promise<void>;
  stat(): Promise<{ readonly size: number; readonly dev: number; readonly ino: number; isFile(): boolean }>;
  close(): Promise<void>;
}

/** Reads from a place until the array is full or the file ends. */
export async function readFully(file: OpenFile, buffer: Uint8Array, position: number): Promise<number> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, position + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

/** Writes all of the bytes; the system may take them in parts. */
export async function writeFully(file: OpenFile, bytes: Uint8Array, position: number): Promise<void> {
  let length = 0;
  while (length < bytes.length) {
    const { bytesWritten } = await file.write(bytes, length, bytes.length - length, position + length);
    length += bytesWritten;
  }
}
