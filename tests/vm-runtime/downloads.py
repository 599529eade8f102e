"""A stand-in for the vendors' download places, on loopback: FOLDER's files, told in FOLDER/.asked.

Beside a file, NAME.cut has it broken off in the middle as often as that file's number says, NAME.busy answered 503.
"""
import http.server
import os
import sys

folder = sys.argv[1]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(os.path.join(folder, ".asked"), "a") as asked:
            asked.write(self.path + "\n")
        path = folder + self.path
        if self.takes(path + ".busy"):
            self.send_error(503)
        elif not os.path.isfile(path):
            self.send_error(404)
        else:
            with open(path, "rb") as file:
                content = file.read()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if self.takes(path + ".cut") else content)

    @staticmethod
    def takes(counter):
        if not os.path.isfile(counter):
            return False
        with open(counter) as file:
            left = int(file.read())
        with open(counter, "w") as file:
            file.write(str(max(left - 1, 0)))
        return left > 0

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
with open(os.path.join(folder, ".port.new"), "w") as port:
    port.write(str(server.server_port))
os.rename(os.path.join(folder, ".port.new"), os.path.join(folder, ".port"))
server.serve_forever()
