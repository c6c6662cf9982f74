/* eslint-disable jsx-a11y/no-noninteractive-tabindex -- focusable, so that a keyboard can scroll it */
import { ReactNode } from 'react';

/** Text as it stands in a file. It has a name, and can be scrolled with the arrow keys. */
export function Code({
  label,
  className,
  children,
}: {
  label: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <pre className={className} role="group" aria-label={label} tabIndex={0}>
      {children}
    </pre>
  );
}
