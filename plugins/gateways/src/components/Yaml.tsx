import { Code } from './Code';
import { CopyButton } from './CopyButton';
import styles from './Yaml.module.css';

/** YAML to be copied, as it stands. */
export function Yaml({ text, what }: { text: string; what: string }) {
  return (
    <div className={styles.root}>
      <div className={styles.copy}>
        <CopyButton text={text} what={what} />
      </div>
      <Code className={styles.text} label={what}>
        {text}
      </Code>
    </div>
  );
}
