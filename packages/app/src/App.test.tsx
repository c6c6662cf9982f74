import { render, screen } from '@testing-library/react';
import app from './App';

describe('the portal', () => {
  const env = process.env;
  afterEach(() => {
    process.env = env;
  });

  it('renders, and says so when the guest cannot be signed in', async () => {
    process.env = {
      NODE_ENV: 'test',
      // The CLI puts the configuration here when it bundles the app.
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Product Gateways', baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://127.0.0.1:9' },
          },
        },
      ] as unknown as string,
    };

    render(app.createRoot());

    expect(
      await screen.findByText(/You do not appear to be signed in/),
    ).toBeInTheDocument();
  });
});
