import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { signInModule } from './signIn';

/** The portal. Every other plugin is found by its dependency alone: `app.packages: all` in app-config.yaml. */
export default createApp({ features: [catalogPlugin, signInModule] });
