import { control } from './control';
import { named, type Io } from './Io';

export interface Status {
  forge: { url: string; fault?: string };
  clusters: {
    name: string;
    kind: 'sample' | 'envtest';
    server: string;
    commit?: string;
    problems: { file: string; message: string }[];
    failure?: string;
    fault?: string;
  }[];
}

/** Says where everything is, and what is wrong. */
export async function status(args: string[], io: Io) {
  named(args);
  const { forge, clusters } = await control<Status>(
    io.folder,
    'GET',
    '/status',
  );
  io.out(`forge  ${forge.url}${broken(forge.fault)}`);
  for (const cluster of clusters) {
    const { name, kind, server, commit, problems, failure, fault } = cluster;
    const what = kind === 'sample' ? 'sample' : 'real API server';
    const at = commit
      ? `at commit ${commit.slice(0, 10)}`
      : 'without a commit yet';
    io.out(`${name}  ${what}, ${server}, ${at}${broken(fault)}`);
    if (failure) io.out(`  the agent cannot reach it: ${failure}`);
    for (const { file, message } of problems) io.out(`  ${file}: ${message}`);
  }
}

function broken(fault: string | undefined): string {
  return fault ? `, broken: ${fault}` : '';
}
