# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of tiles on loopback with every fault that servers have. The path names the scenario:
/SCENARIO/z/x/y. What is asked is kept: path, headers, how many at once."""
import email.utils
import functools
import gzip
import http.server
import os
import socket
import ssl
import struct
import subprocess
import threading
import time
import zlib


def png(width, height, color=(40, 120, 200)):
    def chunk(kind, body):
        return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body))
    rows = (b'\0' + bytes(color) * width) * height
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
            + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


@functools.cache
def gzip_bomb():
    return gzip.compress(bytes(200 << 20), 1)


@functools.cache
def png_bomb():
    """65535 x 65535 pixels of one bit in half a megabyte."""
    def chunk(kind, body):
        return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body))
    squeeze = zlib.compressobj(6)
    row = bytes(1 + 8192)
    body = b''.join(squeeze.compress(row) for _ in range(65535)) + squeeze.flush()
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 65535, 65535, 1, 0, 0, 0, 0))
            + chunk(b'IDAT', body) + chunk(b'IEND', b''))


GOOD = png(256, 256)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="9" height="9"/></svg>'
HTML = b'<!DOCTYPE html><html><body>Log in to this network</body></html>'


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def answer(self, status=200, body=GOOD, kind='image/png', length=True, **headers):
        self.send_response(status)
        self.send_header('Content-Type', kind)
        if length:
            self.send_header('Content-Length', str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.end_headers()
        self.server.end(self)  # who has the answer may ask again before this thread goes on
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def raw(self, data, close=True):
        try:
            self.wfile.write(data)
            self.wfile.flush()
        except OSError:
            pass
        self.close_connection = close

    def drip(self, data, pause, seconds):
        end = time.monotonic() + seconds
        for byte in data:
            if time.monotonic() > end or self.server.is_over:
                return
            try:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
            except OSError:
                return
            time.sleep(pause)

    def reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        self.close_connection = True
        # The handler's files hold the socket open, so it is closed under them.
        os.close(self.connection.detach())

    def do_GET(self):
        self.server.begin(self)
        try:
            name = self.path.split('?')[0].strip('/').split('/')[0].replace('-', '_').split('.')[0]
            getattr(self, 'do_' + name, self.do_missing)()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            self.server.end(self)

    # --- Scenarios ---

    def do_good(self):
        self.answer()

    def do_slow(self):
        time.sleep(0.3)
        self.answer()

    def do_missing(self):
        self.answer(404, b'no', 'text/plain')

    def do_gone(self):
        self.answer(410, b'no', 'text/plain')

    def do_forbidden(self):
        self.answer(403, b'no', 'text/plain')

    def do_password(self):
        self.answer(401, b'no', 'text/plain', WWW_Authenticate='Basic realm="tiles"')

    def do_empty(self):
        self.answer(200, b'')

    def do_no_content(self):
        self.send_response(204)
        self.end_headers()

    def do_html(self):
        self.answer(200, HTML, 'text/html')

    def do_html_as_png(self):
        self.answer(200, HTML, 'image/png')

    def do_svg_as_png(self):
        self.answer(200, SVG, 'image/png')

    def do_png_as_html(self):
        self.answer(200, GOOD, 'text/html')

    def do_gif(self):
        self.answer(200, b'GIF89a' + bytes(64), 'image/gif')

    def do_cut_png(self):
        self.answer(200, GOOD[:len(GOOD) // 2])

    def do_png_bomb(self):
        self.answer(200, png_bomb())

    def do_large_png(self):
        self.answer(200, png(4097, 16))

    def do_truncated(self):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 100000\r\n\r\n' + GOOD)

    def do_endless(self):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n' + GOOD, close=True)
        for _ in range(4096):
            if self.server.is_over:
                break
            self.wfile.write(bytes(65536))

    def do_declared_large(self):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n')
        for _ in range(4096):
            if self.server.is_over:
                break
            self.wfile.write(bytes(65536))

    def do_gzip(self):
        self.answer(200, gzip.compress(GOOD), Content_Encoding='gzip')

    def do_gzip_bomb(self):
        self.answer(200, gzip_bomb(), Content_Encoding='gzip')

    def do_gzip_lie(self):
        self.answer(200, GOOD, Content_Encoding='gzip')

    def do_error_500(self):
        self.answer(500, b'oops', 'text/plain')

    def do_error_503_then_good(self):
        if self.server.count(self.path) < 3:
            self.answer(503, b'later', 'text/plain')
        else:
            self.answer()

    def do_too_many_then_good(self):
        if self.server.count(self.path) < 2:
            self.answer(429, b'later', 'text/plain', Retry_After='2')
        else:
            self.answer()

    def do_too_many_until(self):
        """As the two before, but with a date."""
        if self.server.count(self.path) == 1:
            self.answer(429, b'later', 'text/plain', Retry_After=email.utils.formatdate(time.time() + 3, usegmt=True))
        else:
            self.answer()

    def do_too_many(self):
        self.answer(429, b'later', 'text/plain', Retry_After='1800')

    def do_teapot(self):
        self.answer(418, b'no', 'text/plain')

    def do_stall(self):
        self.server.over.wait(20)
        self.close_connection = True

    def do_stall_in_body(self):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n' + GOOD[:100])
        self.server.over.wait(20)

    def do_drip(self):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n')
        self.drip(GOOD * 10, 0.2, 20)

    def do_slow_headers(self):
        self.raw(b'HTTP/1.1 200 OK\r\n')
        self.drip(b'X-Slow: ' + b'a' * 4000, 0.2, 20)
        self.close_connection = True

    def do_endless_headers(self):
        self.raw(b'HTTP/1.1 200 OK\r\n')
        for i in range(100000):
            self.raw(b'X-%d: %s\r\n' % (i, b'a' * 500))
            if self.server.is_over:
                break

    def do_reset(self):
        self.reset()

    def do_reset_in_body(self):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n' + GOOD[:100])
        self.reset()

    def do_close(self):
        self.close_connection = True

    def do_garbage(self):
        self.raw(b'\x00\xff\x10 this is no HTTP \r\n\r\n')

    def do_bad_chunks(self):
        self.raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnot a size\r\n')

    def do_huge_chunk(self):
        self.raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n' + GOOD)

    def do_chunks(self):
        body = b''.join(b'%x\r\n%s\r\n' % (len(GOOD[i:i + 50]), GOOD[i:i + 50])
                        for i in range(0, len(GOOD), 50))
        self.raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n' + body + b'0\r\n\r\n')

    def redirect(self, to, status=302):
        self.answer(status, b'', 'text/plain', Location=to)

    def do_redirect(self):
        self.redirect('/good/0/0/0')

    def do_redirect_5(self):
        n = int(self.path.strip('/').split('/')[-1])
        self.redirect('/good/0/0/0' if n == 4 else f'/redirect-5/{n + 1}')

    def do_redirect_6(self):
        n = int(self.path.strip('/').split('/')[-1])
        self.redirect('/good/0/0/0' if n == 5 else f'/redirect-6/{n + 1}')

    def do_redirect_loop(self):
        self.redirect(self.path)

    def do_redirect_file(self):
        self.redirect('file:///etc/passwd')

    def do_redirect_data(self):
        self.redirect('data:image/png;base64,AAAA')

    def do_redirect_nowhere(self):
        self.answer(302, b'', 'text/plain')

    def do_redirect_host(self):
        self.redirect('http:///nothing')

    def do_cookie(self):
        self.answer(200, GOOD, Set_Cookie='track=1; Path=/')

    def do_fresh(self):
        self.answer(200, GOOD, Cache_Control='max-age=3600', ETag='"one"')

    def do_vector(self):
        self.answer(200, gzip.compress(b'vector'), 'application/x-protobuf', ETag='"one"',
                    Cache_Control='max-age=3600')

    def do_stale(self):
        if self.headers.get('If-None-Match') == '"one"':
            self.answer(304, b'', Cache_Control='max-age=3600', ETag='"one"')
        else:
            self.answer(200, GOOD, Cache_Control='no-cache', ETag='"one"')

    def do_no_store(self):
        self.answer(200, GOOD, Cache_Control='no-store')

    def do_expires(self):
        self.answer(200, GOOD, Expires=self.date_time_string(time.time() + 100))

    def do_tilejson(self):
        self.answer(200, self.server.tilejson.encode(), 'application/json')

    def do_archive(self):
        self.give_range(self.server.archive)

    def do_archive_whole(self):
        self.answer(200, self.server.archive, 'application/octet-stream')

    def do_archive_shifted(self):
        body = self.server.archive
        self.answer(206, body[:100], 'application/octet-stream',
                    Content_Range=f'bytes 7-106/{len(body)}')

    def do_archive_changing(self):
        self.give_range(self.server.archive, f'"{self.server.count(self.path)}"')

    def give_range(self, body, tag='"a"'):
        first, last = self.headers['Range'].removeprefix('bytes=').split('-')
        first, last = int(first), min(int(last), len(body) - 1)
        self.answer(206, body[first:last + 1], 'application/octet-stream', ETag=tag,
                    Content_Range=f'bytes {first}-{last}/{len(body)}')


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    tilejson = '{}'
    archive = b''

    def __init__(self, certificate=None):
        super().__init__(('127.0.0.1', 0), Handler)
        self.lock = threading.Lock()
        self.log = []
        self.now, self.n_most = set(), 0
        self.over = threading.Event()
        self.scheme = 'http'
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True,
                                              do_handshake_on_connect=False)
            self.scheme = 'https'
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def is_over(self):
        return self.over.is_set()

    @property
    def host(self):
        return f'127.0.0.1:{self.server_address[1]}'

    def url(self, path):
        return f'{self.scheme}://{self.host}/{path}'

    def begin(self, handler):
        with self.lock:
            self.now.add(handler)
            self.n_most = max(self.n_most, len(self.now))
            entry = (handler.path, dict(handler.headers), time.monotonic())
            self.log.append(entry)
        return entry

    def end(self, handler):
        with self.lock:
            self.now.discard(handler)

    def count(self, path):
        with self.lock:
            return sum(1 for entry in self.log if entry[0] == path)

    def close(self):
        self.over.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, *_):
        pass


def make_certificate(folder, name, *options, subject='/CN=127.0.0.1',
                     alternative='subjectAltName=IP:127.0.0.1'):
    """A self-signed certificate and its key, as files."""
    certificate, key = os.path.join(folder, name + '.pem'), os.path.join(folder, name + '.key')
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out',
                    certificate, '-subj', subject, '-addext', alternative, *options],
                   check=True, capture_output=True)
    return certificate, key
