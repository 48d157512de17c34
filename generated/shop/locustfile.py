"""Load test of the Shop API: run `locust` in this folder.

Made by apigen from shop.yaml; regenerating keeps your edits. See README.md.
"""

from locust import between, run_single_user, tag, task

from support import ApiUser

# The members that an answer must have, by schema of the document.
PRODUCT_PAGE = ("page", "limit", "total", "items")
PRODUCT_DETAILS = (
    "id",
    "name",
    "category",
    "price",
    "in_stock",
    "rating",
    "description",
    "reviews",
)
REVIEW = ("title", "text", "rating", "id", "product_id", "author", "created_at")
ORDER_PAGE = ("page", "limit", "total", "items")
ORDER = ("id", "status", "items", "shipping_address", "notes", "total", "created_at")
PROFILE = ("email", "name", "phone", "newsletter", "avatar_updated_at")
AVATAR = ("bytes", "sha256", "updated_at")


class ShopUser(ApiUser):
    """One user of the Shop API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("auth", "read")
    @task(0)
    def login(self) -> None:
        """Sign in with e-mail and password."""
        if self.can_log_in():
            self.log_in()

    @tag("auth", "read")
    @task(0)
    def refresh_token(self) -> None:
        """Exchange a refresh token for new tokens."""
        if self.can_log_in():
            self.renew_token()

    @tag("products", "read")
    @task(58)
    def list_products(self) -> None:
        """Browse the catalogue."""
        with self.rest(
            "GET",
            "/api/products",
            has=PRODUCT_PAGE,
            **self.sample("list_products"),
        ) as response:
            self.product_ids.listed(response.find("items[].id"))

    @tag("products", "read")
    @task(30)
    def search_products(self) -> None:
        """Find products by words."""
        with self.rest(
            "GET",
            "/api/products/search",
            has=PRODUCT_PAGE,
            **self.sample("search_products"),
        ) as response:
            self.product_ids.listed(response.find("items[].id"))

    @tag("products", "read")
    @task(30)
    def get_product(self) -> None:
        """Look at one product."""
        product_id = self.product_ids.pick()
        with self.rest(
            "GET",
            f"/api/products/{product_id}",
            name="/api/products/[id]",
            has=PRODUCT_DETAILS,
        ):
            pass

    @tag("products", "write")
    @task(3)
    def create_review(self) -> None:
        """Review a product."""
        product_id = self.product_ids.pick()
        with self.rest(
            "POST",
            f"/api/products/{product_id}/reviews",
            name="/api/products/[id]/reviews",
            expect=(201,),
            has=REVIEW,
            **self.sample("create_review"),
        ):
            pass
        self.think(5, 15)

    @tag("orders", "read")
    @task(15)
    def list_orders(self) -> None:
        """List one's own orders, newest first."""
        with self.rest(
            "GET",
            "/api/orders",
            has=ORDER_PAGE,
            **self.sample("list_orders"),
        ) as response:
            self.order_ids.listed(response.find("items[].id"))

    @tag("orders", "write")
    @task(8)
    def create_order(self) -> None:
        """Place an order."""
        with self.rest(
            "POST",
            "/api/orders",
            expect=(201,),
            has=ORDER,
            **self.sample("create_order", product_id=self.product_ids.pick),
        ) as response:
            self.order_ids.created(response.find("id"))
        self.think(3, 8)

    @tag("orders", "read")
    @task(3)
    def get_order(self) -> None:
        """Look at one order."""
        order_id = self.order_ids.pick()
        with self.rest(
            "GET",
            f"/api/orders/{order_id}",
            name="/api/orders/[id]",
            has=ORDER,
        ):
            pass

    @tag("orders", "write")
    @task(3)
    def update_order(self) -> None:
        """Change the address, the notes or the status of an order."""
        order_id = self.order_ids.pick_own()
        with self.rest(
            "PATCH",
            f"/api/orders/{order_id}",
            name="/api/orders/[id]",
            has=ORDER,
            **self.sample("update_order"),
        ):
            pass

    @tag("orders", "write")
    @task(3)
    def delete_order(self) -> None:
        """Remove an order."""
        order_id = self.order_ids.take()
        with self.rest(
            "DELETE",
            f"/api/orders/{order_id}",
            name="/api/orders/[id]",
            expect=(204,),
            returns="",
        ):
            pass

    @tag("user", "read")
    @task(3)
    def get_profile(self) -> None:
        """Read one's own profile."""
        with self.rest("GET", "/api/user/profile", has=PROFILE):
            pass

    @tag("user", "write")
    @task(3)
    def update_profile(self) -> None:
        """Change one's own profile."""
        with self.rest(
            "PATCH",
            "/api/user/profile",
            has=PROFILE,
            **self.sample("update_profile"),
        ):
            pass

    @tag("user", "write")
    @task(3)
    def upload_avatar(self) -> None:
        """Upload a picture of oneself."""
        with self.rest(
            "PUT",
            "/api/user/avatar",
            has=AVATAR,
            **self.sample("upload_avatar"),
        ):
            pass

    @tag("system", "read")
    @task(3)
    def get_health(self) -> None:
        """Is the shop up?"""
        with self.rest(
            "GET",
            "/api/health",
            has=("status", "uptime_seconds"),
            security=(),
        ):
            pass


if __name__ == "__main__":
    run_single_user(ShopUser)
