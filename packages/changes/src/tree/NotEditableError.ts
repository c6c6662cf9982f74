/** A file is written in a way that only a person can edit. The message continues a sentence that names the file. */
export class NotEditableError extends Error {
  name = 'NotEditableError';
}
