// Serves telegram-test-api on a free port of 127.0.0.1, prints its address, and ends with its
// standard input: so it never outlives the tests that started it.
"use strict";

const net = require("node:net");
const TelegramServer = require("telegram-test-api");

const HOST = "127.0.0.1";
const KEEPS = 3600; // seconds; it forgets messages after a minute else

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once("error", reject);
    probe.listen(0, HOST, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function main() {
  const port = await freePort();
  await new TelegramServer({ host: HOST, port, storeTimeout: KEEPS }).start();
  console.log(`http://${HOST}:${port}`);
  process.stdin.on("end", () => process.exit(0)).resume();
}

main();
