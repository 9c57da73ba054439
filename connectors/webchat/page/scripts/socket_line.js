/* The line over a WebSocket. */

const LONGEST_GREETING = 10000;

class SocketLine {
  constructor(session, take, lost) {
    this.session = session;
    this.lost = lost;
    const address = location.origin.replace(/^http/, "ws") + "/chat/socket";
    this.socket = new WebSocket(address);
    this.silent = false;
    this.socket.onopen = () => {
      this.silent = true;
      this.hello();
    };
    this.socket.onmessage = (event) => {
      this.silent = false;
      clearTimeout(this.timer);
      take(JSON.parse(event.data));
    };
    this.socket.onclose = () => this.end();
    this.timer = setTimeout(() => this.end(), LONGEST_GREETING);
  }

  hello() {
    this.send(greeting(this.session));
  }

  send(frame) {
    this.socket.send(JSON.stringify(frame));
  }

  stop() {
    clearTimeout(this.timer);
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
  }

  end() {
    this.stop();
    this.lost();
  }
}

function greeting(session) {
  return {
    type: "hello", session: session.token, after: session.after, language: session.chosen,
  };
}
