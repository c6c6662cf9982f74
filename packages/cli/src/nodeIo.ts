import { styleText } from 'node:util';
import { readStart } from './configuration/files/readStart';
import { Io } from './io';

/** The process's own streams. Colours follow NO_COLOR, FORCE_COLOR and whether standard output is a terminal. */
export const nodeIo: Io = {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  style: (format, text) => styleText(format, text, { stream: process.stdout }),
  stdin: () => readStart(process.stdin),
  folder: process.cwd(),
  kubernetesClient: () => import('@kubernetes/client-node'),
};
