"""gunicorn's configuration: `gunicorn -c backends/flask_sockets/gunicorn.conf.py`.

One worker, because the rooms are in its memory: a second worker would have different rooms.
"""

wsgi_app = "backends.flask_sockets.wsgi:app"
worker_class = "flask_sockets.worker"
workers = 1
graceful_timeout = 3
control_socket_disable = True
