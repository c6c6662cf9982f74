const { createServer } = require('node:net');
const { Refusal } = require('./refusal.cjs');

/** Refuses by name of the first port that something else listens on. */
async function requireFreePorts(ports) {
  for (const [port, what] of Object.entries(ports)) {
    if (!(await isFree(Number(port)))) {
      throw new Refusal(
        `Port ${port}, which ${what} needs, is in use. Is the portal running already? Stop what listens on ${port} and run this again.`,
      );
    }
  }
}

function isFree(port) {
  return new Promise(done => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      server.close(() => done(true)),
    );
  });
}

module.exports = { requireFreePorts };
