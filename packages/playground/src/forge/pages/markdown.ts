import MarkdownIt from 'markdown-it';
import { Html } from './markup';

// `html: false`: markup in a body is shown as text. Links to scripts are refused by the library's own link check.
const markdown = new MarkdownIt({ html: false, linkify: true });
// A product's host in a sentence is no link: nothing answers there.
markdown.linkify.set({ fuzzyLink: false });

/** A pull request's body. Whoever wrote it can format text and link, nothing more. */
export function renderMarkdown(text: string): Html {
  return new Html(markdown.render(text));
}
