# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen that can be touched, and needs no hardware: the server's side of GDK's Broadway backend.
Nothing is painted; what is to be seen comes from the probe and the bus. (GTK's own server of it ends
by an assertion when it is to paint this window, and wants a browser.) Messages are structures of 32
bit numbers in the order of the machine: length, serial, kind and what belongs to it."""
import os
import socket
import struct
import threading
import time

# Requests of a program
(NEW_SURFACE, FLUSH, SYNC, QUERY_MOUSE, DESTROY_SURFACE, SHOW_SURFACE, HIDE_SURFACE,
 SET_TRANSIENT_FOR, MOVE_RESIZE, GRAB_POINTER, UNGRAB_POINTER, FOCUS_SURFACE) = range(12)
ROUNDTRIP = 16
# Replies to it
(REPLY_EVENT, REPLY_SYNC, REPLY_QUERY_MOUSE, REPLY_NEW_SURFACE, REPLY_GRAB_POINTER,
 REPLY_UNGRAB_POINTER) = range(6)
# What has happened
ENTER, LEAVE, TOUCH, KEY_PRESS, KEY_RELEASE = 0, 1, 5, 7, 8
CONFIGURE_NOTIFY, SCREEN_SIZE_CHANGED, FOCUS, ROUNDTRIP_NOTIFY = 11, 12, 13, 14
BEGIN, UPDATE, END = range(3)
EVENT_BYTES = 72  # the longest, of a touch
DISPLAY = 1


class Touchscreen:
    """Of @size in pixels, for one program. @environment: what that needs to be shown on it."""

    def __init__(self, size):
        self.size = size
        self.environment = {'GDK_BACKEND': 'broadway', 'BROADWAY_DISPLAY': f':{DISPLAY}'}
        self.surfaces = {}  # number: [x, y, width, height]
        self.shown = []  # those on screen, the lowest first
        self.n_surfaces = 0
        self.serial = 0  # of the last request: grabs begin and end with it
        self.focus = 0
        self.under = 0  # the surface that the first finger was on last
        self.fingers = {}  # number: [surface, x, y]
        self.sequence = 0  # of touches of the first finger, each has one of its own
        self.lock = threading.Lock()
        self.program = None
        self.listener = socket.socket(socket.AF_UNIX)
        path = os.path.join(os.environ['XDG_RUNTIME_DIR'], f'broadway{DISPLAY + 1}.socket')
        if os.path.exists(path):
            os.unlink(path)
        self.listener.bind(path)
        self.listener.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def close(self):
        self.listener.close()
        if self.program is not None:
            self.program.close()

    # From the program

    def read(self, n):
        data = bytearray()
        while len(data) < n:
            # Textures come as descriptors, which the kernel closes when nobody asks for them.
            part = self.program.recv(n - len(data))
            if not part:
                raise ConnectionError('the program has gone')
            data += part
        return bytes(data)

    def serve(self):
        try:
            self.program = self.listener.accept()[0]
            self.send(SCREEN_SIZE_CHANGED, *self.size, 1)
            while True:
                length, serial, kind = struct.unpack('=III', self.read(12))
                self.serial = serial
                self.answer(kind, serial, self.read(length - 12))
        except OSError:
            return

    def answer(self, kind, serial, data):
        if kind == NEW_SURFACE:
            self.n_surfaces += 1
            self.surfaces[self.n_surfaces] = list(struct.unpack('=iiii', data))
            self.reply(serial, REPLY_NEW_SURFACE, self.n_surfaces)
            self.configure(self.n_surfaces)
        elif kind == SYNC:
            self.reply(serial, REPLY_SYNC)
        elif kind == QUERY_MOUSE:
            self.reply(serial, REPLY_QUERY_MOUSE, 0, 0, 0, 0)
        elif kind == GRAB_POINTER:
            self.reply(serial, REPLY_GRAB_POINTER, 0)
        elif kind == UNGRAB_POINTER:
            self.reply(serial, REPLY_UNGRAB_POINTER, 0)
        elif kind == ROUNDTRIP:
            self.send(ROUNDTRIP_NOTIFY, *struct.unpack('=ii', data), 0)
        else:
            self.answer_about(kind, data)

    def answer_about(self, kind, data):
        """What is about one surface and has no reply; the rest is for those who paint."""
        surface = struct.unpack_from('=I', data)[0] if len(data) >= 4 else 0
        if kind == SHOW_SURFACE:
            self.shown.append(surface)
        elif kind == HIDE_SURFACE and surface in self.shown:
            self.shown.remove(surface)
        elif kind == DESTROY_SURFACE:
            self.surfaces.pop(surface, None)
            self.shown = [s for s in self.shown if s != surface]
        elif kind == MOVE_RESIZE:
            is_moved, *box = struct.unpack_from('=iiiii', data, 4)
            self.surfaces[surface][2:] = box[2:]
            if is_moved:
                self.surfaces[surface][:2] = box[:2]
            self.configure(surface)
        elif kind == FOCUS_SURFACE:
            self.set_focus(surface)

    # To the program

    def reply(self, serial, kind, *numbers):
        data = struct.pack(f'={3 + len(numbers)}i', 4 * (3 + len(numbers)), serial, kind, *numbers)
        with self.lock:
            self.program.sendall(data)

    def send(self, event, *numbers):
        now = int(time.monotonic() * 1000)
        data = struct.pack(f'=IIIxxxxIIQ{len(numbers)}i', EVENT_BYTES, 0, REPLY_EVENT, event,
                           self.serial, now, *numbers)
        with self.lock:
            self.program.sendall(data.ljust(EVENT_BYTES, b'\0'))

    def configure(self, surface):
        self.send(CONFIGURE_NOTIFY, surface, *self.surfaces[surface])

    def set_focus(self, surface):
        before, self.focus = self.focus, surface
        if before != surface:
            self.send(FOCUS, surface, before)

    def enter(self, finger):
        """A finger takes the pointer with it: GDK believes of no menu that it was met before the
        pointer is there."""
        surface, x, y = self.fingers[finger]
        left, top = self.surfaces[surface][:2]
        place = round(left + x), round(top + y), round(x), round(y)
        before, self.under = self.under, surface
        if before != surface:
            if before:
                self.send(LEAVE, before, before, *place, 0, 0)
            self.send(ENTER, surface, surface, *place, 0, 0)

    def touch(self, kind, finger):
        surface, x, y = self.fingers[finger]
        left, top = self.surfaces[surface][:2]
        self.send(TOUCH, kind, surface, 2 * self.sequence + finger, int(finger == 1),
                  round(left + x), round(top + y), round(x), round(y), 0)

    def top(self, x, y):
        """The surface that a finger meets, and where on it."""
        for surface in reversed(self.shown):
            left, top, width, height = self.surfaces[surface]
            if left <= x < left + width and top <= y < top + height:
                return surface, x - left, y - top
        raise AssertionError(f'nothing at {x}, {y}')

    # What a hand does, in pixels of the screen

    def down(self, x, y, finger=1):
        self.fingers[finger] = list(self.top(x, y))
        if finger == 1:
            self.sequence += 1
            self.set_focus(self.fingers[finger][0])
            self.enter(finger)
        self.touch(BEGIN, finger)

    def move(self, x, y, finger=1):
        surface = self.fingers[finger][0]
        left, top = self.surfaces[surface][:2]
        self.fingers[finger] = [surface, x - left, y - top]
        self.touch(UPDATE, finger)

    def up(self, finger=1):
        self.touch(END, finger)
        del self.fingers[finger]

    def tap(self, x, y):
        self.down(x, y)
        time.sleep(0.06)
        self.up()

    def drag(self, x0, y0, x1, y1, seconds=0.25, rest=0.4):
        """One finger; without a @rest at the end it throws."""
        steps = 20
        self.down(x0, y0)
        for i in range(1, steps + 1):
            time.sleep(seconds / steps)
            self.move(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps)
        time.sleep(rest)
        self.up()

    def pinch(self, x, y, before, after, seconds=0.4):
        """Two fingers beside a place, so far from it before and after."""
        steps = 20
        self.down(x - before, y, 1)
        self.down(x + before, y, 2)
        for i in range(1, steps + 1):
            time.sleep(seconds / steps)
            reach = before + (after - before) * i / steps
            self.move(x - reach, y, 1)
            self.move(x + reach, y, 2)
        self.up(2)
        self.up(1)

    def press(self, keysym):
        for event in (KEY_PRESS, KEY_RELEASE):
            self.send(event, self.focus, 0, keysym)
