import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  ChangePlanner,
  createChangePlanner,
  LiveState,
} from './createChangePlanner';
import { GitTrees } from './GitTrees';
import { ProductChanges } from './ProductChanges';
import { PullRequests } from './PullRequests';
import { readGitSources } from './readGitSources';
import { readPlatform } from './readPlatform';
import { resumeUrlIn } from './resumeUrl';

/** Plans of changes, and the changes under way, over the repositories of `gateways.git.sources`. */
export function readChanges({
  config,
  reader,
  live,
}: {
  config: Config;
  reader: UrlReaderService;
  live(): LiveState;
}): { planner: ChangePlanner; productChanges: ProductChanges } {
  const sources = readGitSources(config);
  const integrations = ScmIntegrations.fromConfig(config);
  const trees = new GitTrees(reader, integrations);
  const platform = readPlatform(config);
  const resumeUrl = resumeUrlIn(config.getOptionalString('app.baseUrl'));
  const planner = createChangePlanner({
    sources,
    trees,
    platform,
    resumeUrl,
    live,
  });
  const pullRequests = new PullRequests(integrations);
  return {
    planner,
    productChanges: new ProductChanges({
      sources,
      trees,
      pullRequests,
      planner,
      live,
    }),
  };
}
