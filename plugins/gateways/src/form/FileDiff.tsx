import { FileChange } from '@product-gateways/backstage-plugin-gateways-common';
import { Code } from '../components/Code';
import { DiffLine, linesOfDiff } from './linesOfDiff';
import styles from './FileDiff.module.css';

/** A file's change, folded: its path and how much changes, then the diff line by line. */
export function FileDiff({ file }: { file: FileChange }) {
  const lines = linesOfDiff(file.diff);
  const count = (kind: DiffLine['kind']) =>
    lines.filter(line => line.kind === kind).length;
  return (
    <details className={styles.file}>
      <summary>
        <span className={styles.path}>{file.path}</span>
        <span className={styles.change}>
          {file.change}, <span data-kind="added">+{count('added')}</span>{' '}
          <span data-kind="removed">−{count('removed')}</span>
        </span>
      </summary>
      <Code className={styles.diff} label={`Diff of ${file.path}`}>
        {lines.map(({ kind, text }, index) => (
          // A diff's lines have no other identity, and never move.
          <span key={index} className={styles.line} data-kind={kind}>
            {text}
            {'\n'}
          </span>
        ))}
      </Code>
    </details>
  );
}
