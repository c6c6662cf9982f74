import { markup, type Html } from './markup';
import { home } from './layout';

/** The repository's files, each a link. */
export function filesPage(ref: string, folder: string, paths: string[]): Html {
  return markup`<h1>${folder || 'Files'} <small>at ${ref}</small></h1>
    <ul class="files">
      ${paths.map(
        path =>
          markup`<li>
            <a href="${home}/src/branch/${ref}/${path}">${path}</a>
          </li>`,
      )}
    </ul>`;
}

/** One file as text; each line is the target of a link `#L12`. */
export function filePage(ref: string, path: string, text: string): Html {
  const lines = text.replace(/\n$/, '').split('\n');
  return markup`<h1>${path} <small>at ${ref}</small></h1>
    <pre class="source" tabindex="0" aria-label="${path}"><code>${lines.map(
    (line, i) => markup`<span id="L${i + 1}">${line}\n</span>`,
  )}</code></pre>`;
}
