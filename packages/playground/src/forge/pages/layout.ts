import { accounts } from '../accounts';
import { name, owner } from '../hosted';
import { markup, type Html } from './markup';

export const home = `/${owner}/${name}`;
export const pullsPath = `${home}/pulls`;

/** The frame of every page: skip link, where one is, as whom. */
export function layout(title: string, content: Html): string {
  return markup`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${owner}/${name}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          <nav aria-label="Repository">
            <a href="${pullsPath}"><strong>${owner}/${name}</strong></a>
            <a href="${pullsPath}">Pull requests</a>
            <a href="${home}/src/branch/main">Files</a>
          </nav>
          <p>
            The playground’s forge. You are ${accounts.reviewer.title}, who may
            merge.
          </p>
        </header>
        <main id="content">${content}</main>
      </body>
    </html> `.text;
}

/** A moment as people and machines read it. */
export function time(at: string): Html {
  const shown = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return markup`<time datetime="${at}">${shown}</time>`;
}
