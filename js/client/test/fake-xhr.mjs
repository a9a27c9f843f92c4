/** The part of XMLHttpRequest that is wrapped; it notes the headers that it would send. */
export class FakeXhr {
  headers = [];

  open(method, url) {
    this.address = url;
  }

  setRequestHeader(name, value) {
    this.headers.push([name, value]);
  }

  send() {}
}
