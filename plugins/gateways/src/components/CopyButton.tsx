import { useEffect, useState } from 'react';
import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';

/** Puts a text on the clipboard, and says that it did. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [said, setSaid] = useState<'Copied' | 'Could not copy'>();

  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(undefined), 3000);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Could not copy'),
    );

  return (
    <>
      <Button
        size="small"
        variant="secondary"
        iconStart={said === 'Copied' ? <RiCheckLine /> : <RiFileCopyLine />}
        aria-label={`Copy ${what}`}
        onPress={copy}
      >
        {said ?? 'Copy'}
      </Button>
    </>
  );
}
